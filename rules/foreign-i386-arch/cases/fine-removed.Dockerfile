FROM debian:bookworm-slim
RUN dpkg --remove-architecture i386; echo 'dpkg --add-architecture i386' > /help.txt
