FROM rust:1.90
ENV RUSTFLAGS="-C target-cpu=haswell"
RUN cargo build --release
RUN RUSTFLAGS=-Ctarget-cpu=x86-64-v3 cargo build
RUN make CFLAGS="-O2 -mtune=skylake -mfpmath=sse"
RUN cargo rustc --release -- -C target-cpu=znver3
