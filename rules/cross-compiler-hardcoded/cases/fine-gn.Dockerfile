FROM debian:bookworm-slim
ARG TARGETARCH
WORKDIR /src
RUN gn gen out --args='is_debug=false' && ninja -C out
RUN case "$TARGETARCH" in amd64) cpu=x64 ;; *) cpu=$TARGETARCH ;; esac; gn gen out --args="target_cpu=\"$cpu\""
RUN gn gen out --args='target_os="android" target_cpu="x64"'
RUN ./build.py target_os=\"win\" target_cpu=\"x64\"
RUN sed -i 's/target_cpu="x64"/target_cpu="x64" is_clang=true/' args.gn
