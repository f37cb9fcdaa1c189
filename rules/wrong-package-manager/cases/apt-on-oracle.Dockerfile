# Once on Debian, since 5.7.38 on Oracle Linux.
FROM mysql:5.7
RUN apt-get update && apt-get install -y rsync && apt-get clean
