FROM debian:bookworm-slim
RUN echo "deb [arch=amd64,arm64] https://example.com/apt stable main" > /etc/apt/sources.list.d/x.list; \
    echo "deb [arch=amd64,i386,arm64 signed-by=/k.asc] https://example.com/apt stable main" > /etc/apt/sources.list.d/y.list; \
    printf 'Types: deb\nArchitectures: amd64 arm64\n' > /etc/apt/sources.list.d/z.sources
