FROM debian:bookworm-slim
COPY setup.exe /opt/wine/setup.exe
RUN wine /opt/wine/setup.exe
