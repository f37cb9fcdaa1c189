FROM rust:1.90
ENV RUSTFLAGS="-C target-cpu=neoverse-n1"
RUN make CFLAGS="-O2 -mtune=generic -march=armv8-a" && make CXXFLAGS=-mtune=cortex-a72
RUN RUSTFLAGS="-C target-cpu=generic -C opt-level=3" cargo build
RUN if [ "$(uname -m)" = x86_64 ]; then export RUSTFLAGS="-C target-cpu=x86-64-v2"; fi; cargo build
RUN echo "target-cpu=haswell"
