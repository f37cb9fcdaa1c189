FROM debian:bookworm
ARG NIGHTLY=2024-11-16
RUN curl -fsSL https://sh.rustup.rs | sh -s -- -y --default-toolchain nightly-$NIGHTLY \
 && ln -s "/root/.rustup/toolchains/nightly-${NIGHTLY}-x86_64-unknown-linux-gnu" /opt/rust
