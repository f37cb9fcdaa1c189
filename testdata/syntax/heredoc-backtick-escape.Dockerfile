# escape=`
FROM a
RUN cat <<E\"F `
 && x
body `
E"F
