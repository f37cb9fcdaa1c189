# escape=x
FROM a
RUN x \
 y
