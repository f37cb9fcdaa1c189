FROM diamol/base
ENV STORE=s3://bucket/a BIND=host:/data MODE=a:b
ADD https://example.com/a /a
