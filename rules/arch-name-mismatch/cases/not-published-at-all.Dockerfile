FROM debian:bookworm-slim
RUN curl -fsSLo /tmp/aws.zip "https://awscli.amazonaws.com/awscli-exe-linux-$(uname -m).zip"
