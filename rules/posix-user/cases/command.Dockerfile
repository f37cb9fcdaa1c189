FROM diamol/base
RUN adduser -D app
