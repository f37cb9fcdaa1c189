FROM ghcr.io/acme/base-x86_64:1
RUN echo x
