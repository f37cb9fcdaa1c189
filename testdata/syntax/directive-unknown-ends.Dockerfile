# syntax=a
# foo=b
# escape=`
FROM a
RUN x \
 y
