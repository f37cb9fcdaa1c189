FROM debian:bookworm
ARG NIGHTLY=2024-11-16
RUN ln -s "/root/.rustup/toolchains/nightly-${NIGHTLY}-$(uname -m)-unknown-linux-gnu" /opt/rust
RUN case "$(uname -m)" in \
      x86_64) ln -s /root/.rustup/toolchains/stable-x86_64-unknown-linux-gnu /opt/stable ;; \
      aarch64) ln -s /root/.rustup/toolchains/stable-aarch64-unknown-linux-gnu /opt/stable ;; \
    esac
RUN mkdir -p /opt/toolchains/x86_64-unknown-linux-gnu && cp -r bin /opt/toolchains/x86_64-unknown-linux-gnu
RUN cp /src/target/x86_64-unknown-linux-gnu/release/app /usr/bin/app
