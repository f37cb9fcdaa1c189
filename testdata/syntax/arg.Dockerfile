ARG A B=c D="e f" G=
FROM a
ARG H
