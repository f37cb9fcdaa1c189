FROM a
RUN <<A cat <<B
one
A
two
RUN c
