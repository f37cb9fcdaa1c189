FROM debian:13
RUN curl https://sh.rustup.rs -sSf | sh -s -- -y --default-toolchain stable-x86_64-unknown-linux-gnu --profile minimal
RUN rustup toolchain install nightly-2025-10-01-x86_64-unknown-linux-gnu && rustup default nightly-2025-10-01-x86_64-unknown-linux-gnu
RUN ./rustup-init -y --default-host=x86_64-unknown-linux-musl
