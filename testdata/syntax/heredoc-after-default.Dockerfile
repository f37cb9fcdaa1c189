FROM a
RUN cat <<${X:-EOF}
RUN cat <<$X
body
$X
