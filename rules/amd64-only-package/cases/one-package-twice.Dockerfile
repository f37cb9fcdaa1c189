FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y intel-mkl \
    && apt-get install -y --no-install-recommends intel-mkl
