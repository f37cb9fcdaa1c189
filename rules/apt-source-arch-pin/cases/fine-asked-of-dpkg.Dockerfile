FROM debian:bookworm-slim
ARG TARGETARCH
RUN echo "deb [arch=$(dpkg --print-architecture) signed-by=/k.asc] https://example.com/apt stable main" > /etc/apt/sources.list.d/x.list \
    && echo "deb [arch=${TARGETARCH}] https://example.com/apt stable main" > /etc/apt/sources.list.d/y.list
