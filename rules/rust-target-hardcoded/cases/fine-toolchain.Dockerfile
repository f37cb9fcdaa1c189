FROM debian:13
RUN curl https://sh.rustup.rs -sSf | sh -s -- -y --default-toolchain 1.90.0 --target wasm32-unknown-unknown
RUN case "$(dpkg --print-architecture)" in amd64) host=x86_64-unknown-linux-gnu ;; arm64) host=aarch64-unknown-linux-gnu ;; esac; ./rustup-init -y --default-host "$host"
RUN rustup default stable && rustup component add clippy && rustup toolchain install stable-$(uname -m)-unknown-linux-gnu
RUN rustup toolchain install --force-non-host stable-x86_64-unknown-linux-gnu
