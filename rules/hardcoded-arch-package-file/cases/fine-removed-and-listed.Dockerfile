FROM debian:bookworm-slim
RUN rm -f /tmp/tool_amd64.deb; ls /tmp/*_amd64.deb; echo "install tool_amd64.deb by hand"
