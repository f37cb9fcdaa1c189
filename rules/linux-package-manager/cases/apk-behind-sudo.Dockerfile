FROM diamol/base
RUN sudo apk add --no-cache tzdata
