FROM debian:bookworm-slim
RUN wget -q https://github.com/wkhtmltopdf/packaging/releases/download/0.12.6.1-3/wkhtmltox_0.12.6.1-3.bookworm_amd64.deb \
 && apt-get install -y ./wkhtmltox_0.12.6.1-3.bookworm_amd64.deb
