FROM a
RUN x \
# one
   # two
  y \

# three
  z
# four
CMD w
