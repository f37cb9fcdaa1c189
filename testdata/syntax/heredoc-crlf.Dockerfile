FROM a
RUN <<EOF
x
EOF
RUN b
