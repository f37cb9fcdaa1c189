FROM example.com/faulty/good:1
RUN true
