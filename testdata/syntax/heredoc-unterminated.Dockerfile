FROM a
RUN <<EOF
apt-get update
FROM b
RUN c
