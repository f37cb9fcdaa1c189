\
FROM a
RUN \
\
 x
\
\
