FROM ab
RUN xy \
 z
