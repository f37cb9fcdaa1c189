FROM arm32v7/debian:bookworm
RUN apt-get update && apt-get install -y --no-install-recommends python3
