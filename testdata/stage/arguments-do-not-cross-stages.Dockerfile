FROM scratch AS one
ARG VERSION=1
FROM scratch
LABEL version="<$VERSION>"
