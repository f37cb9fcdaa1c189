FROM a
RUN b \
  c \  
# x
  d
