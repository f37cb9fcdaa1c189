FROM a
ENV A b c  d
ENV B=c D="e f" G=h\ i J=
ENV K = l
ENV M='$n'"$o"
