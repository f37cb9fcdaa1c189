FROM debian:bookworm-slim
RUN wget -qO /tmp/tool.deb $(curl -s https://api.github.com/repos/example/tool/releases/latest \
      | grep -oE 'https://.*amd64\.deb') && dpkg -i /tmp/tool.deb
