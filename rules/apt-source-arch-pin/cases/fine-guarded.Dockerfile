FROM debian:bookworm-slim
RUN if [ "$(dpkg --print-architecture)" = "amd64" ]; then \
      echo "deb [arch=amd64] https://dl.google.com/linux/chrome/deb/ stable main" > /etc/apt/sources.list.d/chrome.list; \
    fi
