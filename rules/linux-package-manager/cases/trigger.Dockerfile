FROM diamol/base
ONBUILD RUN apk add --no-cache git
