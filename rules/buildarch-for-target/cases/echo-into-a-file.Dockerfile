FROM debian:bookworm-slim
ARG BUILDARCH
RUN echo "deb [arch=$BUILDARCH] https://dl.example.com stable main" > /etc/apt/sources.list.d/x.list
