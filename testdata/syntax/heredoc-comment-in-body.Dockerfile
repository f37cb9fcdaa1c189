FROM a
RUN <<EOF
# not a comment

 FROM b
EOF
