FROM a
RUN cat 3<<EOF /dev/fd/3
x
EOF
