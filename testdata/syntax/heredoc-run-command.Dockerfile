FROM a
RUN cat <<EOF >f && echo $x
hello $USER
EOF
RUN b
