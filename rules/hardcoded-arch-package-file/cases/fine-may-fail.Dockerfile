FROM rockylinux:9
RUN --mount=type=bind,target=/src rpm -i /src/tool-1.0.x86_64.rpm || echo "no tool for this processor"
