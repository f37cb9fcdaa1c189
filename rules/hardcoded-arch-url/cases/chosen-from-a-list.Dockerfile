FROM debian:13-slim
RUN URL=$(curl -fsSL https://googlechromelabs.github.io/chrome-for-testing/last-known-good-versions-with-downloads.json \
      | jq -r '.channels.Stable.downloads.chromedriver[] | select(.platform == "linux64") | .url') \
 && curl -fsSLO "$URL"
