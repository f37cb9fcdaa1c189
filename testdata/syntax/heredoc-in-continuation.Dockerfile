FROM a
RUN cat \
  <<EOF \
  # comment
  > file
body \
more
EOF
RUN b
