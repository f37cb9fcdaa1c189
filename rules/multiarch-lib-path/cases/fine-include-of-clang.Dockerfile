FROM debian:bookworm
RUN cp "/usr/local/include/$(uname -m)-unknown-linux-gnu/c++/v1/__config_site" /usr/local/include/c++/v1/
RUN rm -rf /usr/local/include/x86_64-unknown-linux-gnu
