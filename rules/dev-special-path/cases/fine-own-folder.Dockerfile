FROM diamol/base
ENV DEV=/app/dev/null SRC=/dev/nullable
WORKDIR /dev
