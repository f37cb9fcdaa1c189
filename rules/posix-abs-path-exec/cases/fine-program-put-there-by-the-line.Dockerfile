FROM diamol/base
RUN curl -o /usr/local/bin/tool https://example.com/tool && /usr/local/bin/tool --version
