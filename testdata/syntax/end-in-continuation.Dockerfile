FROM a
RUN x \
# c

