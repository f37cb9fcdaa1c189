FROM a
RUN cat << EOF
x
EOF
RUN cat <<- EOF
