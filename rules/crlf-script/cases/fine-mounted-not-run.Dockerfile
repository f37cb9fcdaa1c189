FROM debian:trixie
RUN --mount=type=bind,source=setup.sh,target=/tmp/setup.sh tr -d '\r' < /tmp/setup.sh > /setup.sh
RUN --mount=type=bind,source=other.sh,target=/tmp/other.sh cp /tmp/other.sh /srv/
