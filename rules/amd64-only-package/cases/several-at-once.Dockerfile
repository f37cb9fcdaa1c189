FROM debian:bookworm-slim
RUN sudo apt -qq install -y gcc-multilib g++-multilib libc6-dev-i386 git
