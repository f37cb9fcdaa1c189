# escape=
# escape=`
FROM a
RUN x `
