FROM debian:bookworm-slim
RUN sh -c 'TARGETARCH=$(dpkg --print-architecture); echo "$TARGETARCH"'
RUN sh -c 'echo "${TARGETARCH:-$(uname -m)}"'
RUN awk '{ print $TARGETOS }' /etc/fstab && sh -c 'echo "it"' '$TARGETOS'
RUN perl -c '$TARGETVARIANT' && echo '$TARGETVARIANT'
ARG TARGETARCH
RUN bash -c 'echo "$TARGETARCH"'
